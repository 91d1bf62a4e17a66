namespace MesosOperator.Core.Master.Events;

/// <summary>Something that has been decided. Applying it to the state cannot fail; the list of them is the history of the master.</summary>
public abstract record MasterEvent;
