using MesosOperator.Core.Master;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Runtime.Ports;

namespace MesosOperator.Runtime.Tests.Support;

/// <summary>Remembers what was applied.</summary>
internal sealed class RecordingObserver : IMasterObserver
{
    private readonly List<Command> _commands = [];

    public IReadOnlyList<Command> Commands
    {
        get
        {
            lock (_commands)
                return [.. _commands];
        }
    }

    public void Observe(Command command, Outcome outcome, TimeSpan duration)
    {
        lock (_commands)
            _commands.Add(command);
    }
}
