using MesosOperator.Core.Identity;

namespace MesosOperator.Core.Master.Commands;

/// <summary>What a person or a controller asks for.</summary>
public abstract record OperatorCommand : Command
{
    /// <summary>Ends a framework and all that it runs, connected or not.</summary>
    public sealed record TearDownFramework(FrameworkId FrameworkId) : OperatorCommand;
}
