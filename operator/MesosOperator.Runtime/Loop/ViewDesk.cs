using MesosOperator.Core.Master.Views;

namespace MesosOperator.Runtime.Loop;

/// <summary>
/// Where readers ask for a picture. All who ask before one is handed out share it, since nothing changes while it is
/// being made; without readers none is made.
/// </summary>
internal sealed class ViewDesk
{
    private readonly Lock _lock = new();
    private TaskCompletionSource<MasterView?>? _waiting;
    private bool _closed;

    public Task<MasterView?> Ask()
    {
        lock (_lock)
        {
            if (_closed)
                return Task.FromResult<MasterView?>(null);
            _waiting ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiting.Task;
        }
    }

    public void Serve(Func<MasterView> build)
    {
        if (_waiting is null)
            return;
        var view = build();
        Take()?.TrySetResult(view);
    }

    public void Close()
    {
        lock (_lock)
            _closed = true;
        Take()?.TrySetResult(null);
    }

    private TaskCompletionSource<MasterView?>? Take()
    {
        lock (_lock)
        {
            var waiting = _waiting;
            _waiting = null;
            return waiting;
        }
    }
}
