using System.Collections.Concurrent;
using MesosOperator.Core.Identity;
using MesosOperator.Runtime.Loop;

namespace MesosOperator.Kubernetes.Controllers.Frameworks;

/// <summary>Asks the master why a framework is offered nothing; the answer changes all the time, and is asked for now and then.</summary>
internal sealed class Outlooks(IExplainer explainer, TimeProvider time)
{
    private static readonly TimeSpan Good = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<FrameworkId, (long AskedAt, string Why)> _known = new();

    public async Task<string> WhyAsync(FrameworkId id, CancellationToken stop)
    {
        if (_known.TryGetValue(id, out var known) && time.GetElapsedTime(known.AskedAt) < Good)
            return known.Why;
        var why = (await explainer.ExplainAsync(id, stop))?.Summary ?? "";
        _known[id] = (time.GetTimestamp(), why);
        return why;
    }

    /// <summary>Forgets a framework that is gone.</summary>
    public void Forget(FrameworkId id) => _known.TryRemove(id, out _);
}
