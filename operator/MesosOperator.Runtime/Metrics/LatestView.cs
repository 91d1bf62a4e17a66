using MesosOperator.Core.Master.Views;
using MesosOperator.Runtime.Loop;

namespace MesosOperator.Runtime.Metrics;

/// <summary>The picture that gauges are read from. Whoever reads the gauges first takes a new one.</summary>
public sealed class LatestView(IMaster master)
{
    private MasterView? _view;

    /// <summary>The last picture taken; null before the first.</summary>
    public MasterView? View => Volatile.Read(ref _view);

    /// <summary>Takes a new picture; keeps the old one when the master has stopped.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        if (await master.ViewAsync(cancellation) is { } view)
            Volatile.Write(ref _view, view);
    }
}
