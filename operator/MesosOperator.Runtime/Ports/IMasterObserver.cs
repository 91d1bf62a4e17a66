using MesosOperator.Core.Master;
using MesosOperator.Core.Master.Commands;

namespace MesosOperator.Runtime.Ports;

/// <summary>Watches what the master does, for logs and metrics. Called by the loop, in order; must be quick and must not throw.</summary>
public interface IMasterObserver
{
    /// <summary>A command was applied in that time, and this is what it led to.</summary>
    void Observe(Command command, Outcome outcome, TimeSpan duration);
}
