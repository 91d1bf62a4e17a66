using MesosOperator.Launcher;

// Started by an agent for each task, never by hand. docs/decisions/0009-launcher.md says what the two tell each other.
return Launch.Run();
