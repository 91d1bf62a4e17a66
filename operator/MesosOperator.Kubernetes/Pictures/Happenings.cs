using MesosOperator.Core.Master;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Events;
using MesosOperator.Runtime.Ports;

namespace MesosOperator.Kubernetes.Pictures;

/// <summary>Whether anything happened that an object could show.</summary>
internal sealed class Happenings : IMasterObserver
{
    private volatile bool _any = true;

    public bool Any
    {
        get => _any;
        set => _any = value;
    }

    public void Observe(Command command, Outcome outcome, TimeSpan duration)
    {
        if (!_any && outcome.Events.Any(happened => happened is not AllocationEvent))
            _any = true;
    }
}
