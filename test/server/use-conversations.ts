import { afterEach } from 'vitest';
import {
  openConversation,
  type Conversation,
  type ConversationOptions,
} from './open-conversation.ts';

/** Opens conversations that end with the test. */
export function useConversations(): (options: ConversationOptions) => Promise<Conversation> {
  const opened: Conversation[] = [];
  afterEach(async () => {
    for (const conversation of opened.splice(0)) await conversation.close();
  });
  return async (options) => {
    const conversation = await openConversation(options);
    opened.push(conversation);
    return conversation;
  };
}
