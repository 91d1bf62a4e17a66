using MesosOperator.Launcher;

// Started by an agent for each task, never by hand. docs/decisions/0009-launcher.md says what the two tell each other.
// Or by a container runtime, for the output of a container (docs/decisions/0024-sessions-in-containers.md).
return args is [ContainerOutput.Mode, var request] ? ContainerOutput.Run(request) : Launch.Run();
