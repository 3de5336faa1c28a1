import type { Symptom } from './symptom.ts';

/** CUDA, drivers and the shared memory that loaders of data use. */
export const gpuSymptoms: readonly Symptom[] = [
  {
    id: 'shared-memory-full',
    patterns: [
      /DataLoader worker .*(?:Bus error|out of shared memory)/,
      /insufficient shared memory \(shm\)/,
      /unable to (?:write to file|open shared memory object|resize file) <\/torch_/,
      /^(?:\S+: (?:line )?\d+: *\d* *)?Bus error/,
    ],
    cause:
      'it ran out of shared memory, of which a container has 64 MB unless it is told otherwise',
    fix: 'Set shm_size for the service, such as shm_size: 8gb, or use fewer loader workers.',
    rules: [],
  },
  {
    id: 'cuda-out-of-memory',
    patterns: [
      /CUDA out of memory/,
      /CUDA error: out of memory/,
      /CUDA_ERROR_OUT_OF_MEMORY/,
      /OutOfMemoryError: CUDA/,
      /cudaErrorMemoryAllocation/,
    ],
    cause: 'the memory of the GPU is full',
    fix: 'Use a smaller batch, and check with nvidia-smi whether another program holds the memory.',
    rules: [],
  },
  {
    id: 'cuda-old-driver',
    patterns: [
      /CUDA driver version is insufficient/,
      /NVIDIA driver on your system is too old/,
      /cudaErrorInsufficientDriver/,
      /requirement error: unsatisfied condition: cuda/,
    ],
    cause: 'the NVIDIA driver of the machine is too old for the CUDA of the image',
    fix: 'Update the driver, or use an image with an older CUDA.',
    rules: [],
  },
  {
    id: 'cuda-no-gpu',
    patterns: [
      /Found no NVIDIA driver on your system/,
      /CUDA driver library cannot be found/,
      /NVML Shared Library Not Found/,
      /could not select device driver "(?:nvidia)?" with capabilities: \[\[gpu\]\]/,
      /nvidia-container-cli: (?:initialization|device) error/,
      /no CUDA-capable device is detected/,
      /No CUDA GPUs are available/,
      /Attempting to deserialize object on a CUDA device/,
    ],
    cause: 'the program wants a GPU, and the container sees none',
    fix: 'Install the NVIDIA container toolkit on the machine, and reserve the GPU for the service (deploy.resources.reservations.devices, or gpus: all).',
    rules: [],
  },
  {
    id: 'cuda-not-built-in',
    patterns: [/Torch not compiled with CUDA enabled/],
    cause: 'the installed PyTorch is the one without CUDA',
    fix: 'Install the CUDA build of torch, or choose the device by torch.cuda.is_available().',
    rules: [],
  },
  {
    id: 'cuda-other-gpu',
    patterns: [
      /no kernel image is available for execution on the device/,
      /is not compatible with the current PyTorch installation/,
    ],
    cause: 'the installed PyTorch has no code for this GPU',
    fix: 'Install a build of torch for a CUDA version that supports the GPU.',
    rules: [],
  },
  {
    id: 'cuda-missing-library',
    patterns: [
      /(?<library>lib(?:cu|nv)\w+\.so[.\d]*): cannot open shared object file/,
      /Could not load dynamic library '(?<library>lib(?:cu|nv)\w+\.so[.\d]*)'/,
    ],
    cause: 'the CUDA library {library} is not in the image',
    fix: 'Use a base image with the CUDA runtime that the package was built for, or install the package with its CUDA libraries.',
    rules: [],
  },
  {
    id: 'cuda-unused',
    patterns: [/Could not find cuda drivers on your machine, GPU will not be used/],
    cause: 'TensorFlow found no GPU and computes on the processor',
    fix: 'Reserve the GPU for the service if one was meant to be used.',
    rules: [],
    isHint: true,
  },
  {
    id: 'nccl-failed',
    patterns: [/ncclUnhandledCudaError|ncclSystemError|ncclInternalError/, /NCCL error in/],
    cause: 'the GPUs could not talk to each other (NCCL)',
    fix: 'Set shm_size and ipc: host for the service, and NCCL_DEBUG=INFO to see which step fails.',
    rules: [],
  },
];
