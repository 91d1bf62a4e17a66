namespace MesosOperator.Core.Master.Commands;

/// <summary>Something that the master is asked to do, or that happened outside. The only way into the core.</summary>
public abstract record Command;
