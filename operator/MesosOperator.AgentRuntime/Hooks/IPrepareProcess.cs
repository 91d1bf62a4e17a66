namespace MesosOperator.AgentRuntime.Hooks;

/// <summary>Prepares what a process of the host has and a container gets otherwise; left out for tasks that run in an image.</summary>
internal interface IPrepareProcess : IPrepare;
