using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace MesosOperator.AgentRuntime.Processes;

/// <summary>
/// Starts, signals and reaps processes. SIGCHLD only says "look": the kernel merges signals, so each look takes every
/// ended child. Children of others in this process (such as <see cref="System.Diagnostics.Process"/>) are left alone.
/// </summary>
internal sealed class ChildProcesses : IChildProcesses, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, Func<ExitStatus, ValueTask>?> _children = [];
    private readonly Channel<bool> _look = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly PosixSignalRegistration _childEnded;
    private readonly Task _reaping;

    public ChildProcesses()
    {
        _childEnded = PosixSignalRegistration.Create(PosixSignal.SIGCHLD, _ => _look.Writer.TryWrite(true));
        _reaping = ReapAsync();
    }

    public (int Pid, int Error) Start(ProcessRequest request)
    {
        var started = ProcessSpawner.Start(request);
        if (started.Error == 0)
        {
            lock (_gate)
                _children.Add(started.Pid, null);
        }

        return started;
    }

    public void Watch(int pid, Func<ExitStatus, ValueTask> onExit)
    {
        lock (_gate)
            _children[pid] = onExit;
        _look.Writer.TryWrite(true); // it may have ended before it was known
    }

    public void Signal(int pid, int signal)
    {
        lock (_gate)
        {
            if (_children.ContainsKey(pid))
                _ = LibC.Kill(-pid, signal); // fails only when nobody is left
        }
    }

    public async ValueTask DisposeAsync()
    {
        _childEnded.Dispose();
        _look.Writer.TryComplete();
        await _reaping;
    }

    private async Task ReapAsync()
    {
        await foreach (var _ in _look.Reader.ReadAllAsync())
        {
            while (FindEnded() is { } child)
                await child.OnExit(Reap(child.Pid));
        }
    }

    /// <summary>An ended child that is watched; from here on nobody can signal it.</summary>
    private (int Pid, Func<ExitStatus, ValueTask> OnExit)? FindEnded()
    {
        var pid = EndedChild(LibC.WaitForAny, 0);
        if (pid == 0)
            return null;
        lock (_gate)
        {
            // The first ended child may be another's, or not watched yet; then look at each of ours.
            if (!_children.TryGetValue(pid, out var onExit) || onExit is null)
                (pid, onExit) = _children.FirstOrDefault(child => child.Value is not null && EndedChild(LibC.WaitForProcess, child.Key) != 0);
            if (onExit is null)
                return null;
            _children.Remove(pid);
            return (pid, onExit);
        }
    }

    /// <summary>Finds an ended child and leaves it as it is; 0 when there is none.</summary>
    private static unsafe int EndedChild(int kind, int id)
    {
        const int pidOffset = 16; // siginfo_t: three ints, padding, then the process id
        var information = stackalloc byte[LibC.StructureSize];
        *(int*)(information + pidOffset) = 0;
        var result = LibC.WaitId(kind, id, information, LibC.WaitExited | LibC.WaitNoHang | LibC.WaitLeaveUnreaped);
        return result == 0 ? *(int*)(information + pidOffset) : 0;
    }

    /// <summary>While the leader is not reaped its id, and so the group's, cannot be another's: the time to kill the rest.</summary>
    private static ExitStatus Reap(int pid)
    {
        _ = LibC.Kill(-pid, LibC.SignalKill);
        int status;
        while (LibC.WaitPid(pid, out status, 0) < 0 && Marshal.GetLastPInvokeError() == LibC.ErrorInterrupted)
        {
        }

        return new ExitStatus(status);
    }
}
