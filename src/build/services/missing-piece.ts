/** Something the machine must bring is not there; the message is one sentence with the command that installs it. */
export class MissingPieceError extends Error {
  override readonly name = 'MissingPieceError';
  readonly piece: string;

  constructor(piece: string, why: string, remedy: string) {
    super(`${why}: ${remedy}`);
    this.piece = piece;
  }
}
