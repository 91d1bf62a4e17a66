using System.Threading.Channels;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Views;

namespace MesosOperator.Runtime.Loop;

/// <summary>Where readers ask why a framework is offered nothing. A turn of the loop answers a few of them, so that it is never held up.</summary>
internal sealed class OutlookDesk
{
    private const int MaxWaiting = 100;
    private const int MaxEachTurn = 4;

    private readonly Channel<(FrameworkId Framework, TaskCompletionSource<FrameworkOutlook?> Asker)> _waiting =
        Channel.CreateBounded<(FrameworkId, TaskCompletionSource<FrameworkOutlook?>)>(MaxWaiting);

    /// <summary>Whether somebody still waits after a turn.</summary>
    public bool IsAsked => _waiting.Reader.Count > 0;

    public Task<FrameworkOutlook?> Ask(FrameworkId framework)
    {
        var asker = new TaskCompletionSource<FrameworkOutlook?>(TaskCreationOptions.RunContinuationsAsynchronously);
        return _waiting.Writer.TryWrite((framework, asker)) ? asker.Task : Task.FromResult<FrameworkOutlook?>(null);
    }

    public void Serve(Func<FrameworkId, FrameworkOutlook?> explain)
    {
        for (var served = 0; served < MaxEachTurn && _waiting.Reader.TryRead(out var question); served++)
            question.Asker.TrySetResult(explain(question.Framework));
    }

    public void Close()
    {
        _waiting.Writer.TryComplete();
        while (_waiting.Reader.TryRead(out var question))
            question.Asker.TrySetResult(null);
    }
}
