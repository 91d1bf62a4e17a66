namespace MesosOperator.Core.Master.Commands;

/// <summary>What the runtime itself asks for.</summary>
public abstract record TimeCommand : Command
{
    /// <summary>Time has passed: whatever is due happens now.</summary>
    public sealed record Pass : TimeCommand;

    /// <summary>Offers what became free since the last run. Asked for once at the end of each batch, so that many changes make one run.</summary>
    public sealed record Allocate : TimeCommand;
}
