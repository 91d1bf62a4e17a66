using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace MesosOperator.AgentRuntime.Processes;

/// <summary>
/// Watches processes by descriptors of theirs (Linux 5.3), so that it makes no difference whose children they are and an
/// end costs the same however many are watched. One thread waits; what there is to do about an end is done beside it.
/// </summary>
internal sealed class ProcessWatch : IProcessWatch, IAsyncDisposable
{
    private const int MostAtOnce = 64;

    /// <summary>struct epoll_event is packed on x86-64 only.</summary>
    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;

    private readonly ConcurrentDictionary<int, Entry> _entries = new();
    private readonly Channel<Func<ValueTask>> _ended = Channel.CreateUnbounded<Func<ValueTask>>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Descriptor _epoll = Descriptor.Of(LibC.EpollCreate(LibC.OpenCloseOnExec), "Watching processes");
    private readonly Descriptor _stop = Descriptor.Of(LibC.EventFile(0, LibC.OpenCloseOnExec), "Watching processes");
    private readonly Thread _thread;
    private readonly Task _telling;

    /// <exception cref="IOException">There are too many open files.</exception>
    public ProcessWatch()
    {
        Add(_stop, 0);
        _telling = TellAsync();
        _thread = new Thread(WaitForEnds) { IsBackground = true, Name = "process watch" };
        _thread.Start();
    }

    public void Watch(int pid, Func<ExitStatus?, ValueTask> onExit)
    {
        var result = LibC.ProcessFile(pid);
        if (result < 0 && Marshal.GetLastPInvokeError() == LibC.ErrorNoProcess)
        {
            _ended.Writer.TryWrite(() => onExit(Reap(pid)));
            return;
        }

        var entry = new Entry(Descriptor.Of(result, "Watching a process"), onExit);
        _entries[pid] = entry;
        try
        {
            Add(entry.File, pid);
        }
        catch (IOException)
        {
            Forget(pid);
            throw;
        }
    }

    public bool Forget(int pid)
    {
        if (!_entries.TryRemove(pid, out var entry))
            return false;
        lock (entry)
            entry.File.Dispose();
        return true;
    }

    public void Signal(int pid, int signal)
    {
        if (!_entries.TryGetValue(pid, out var entry))
            return;
        lock (entry)
            _ = entry.File.Number < 0 ? 0 : LibC.SignalProcess(entry.File.Number, signal); // fails only when it has ended
    }

    public async ValueTask DisposeAsync()
    {
        Stop();
        _thread.Join();
        _ended.Writer.TryComplete();
        await _telling;
        foreach (var entry in _entries.Values)
            entry.File.Dispose();
        _epoll.Dispose();
        _stop.Dispose();
    }

    private unsafe void Stop()
    {
        ulong one = 1;
        _ = LibC.Write(_stop.Number, (byte*)&one, sizeof(ulong));
    }

    private async Task TellAsync()
    {
        await foreach (var tell in _ended.Reader.ReadAllAsync())
            await tell();
    }

    private unsafe void WaitForEnds()
    {
        var size = DataOffset + sizeof(ulong);
        var happenings = stackalloc byte[MostAtOnce * (8 + sizeof(ulong))];
        while (true)
        {
            var count = LibC.EpollWait(_epoll.Number, happenings, MostAtOnce, -1);
            for (var i = 0; i < count; i++)
            {
                var pid = (int)*(ulong*)(happenings + i * size + DataOffset);
                if (pid == 0)
                    return;
                if (_entries.TryRemove(pid, out var entry))
                    End(pid, entry);
            }
        }
    }

    private void End(int pid, Entry entry)
    {
        lock (entry)
            entry.File.Dispose();
        var status = Reap(pid);
        _ended.Writer.TryWrite(() => entry.OnExit(status));
    }

    private static ExitStatus? Reap(int pid)
    {
        while (true)
        {
            var reaped = LibC.WaitPid(pid, out var status, LibC.WaitNoHang);
            if (reaped == pid)
                return new ExitStatus(status);
            if (reaped == 0 || Marshal.GetLastPInvokeError() != LibC.ErrorInterrupted)
                return null;
        }
    }

    private unsafe void Add(Descriptor file, int pid)
    {
        var happening = stackalloc byte[8 + sizeof(ulong)];
        *(uint*)happening = LibC.EpollIn | LibC.EpollOnce;
        *(ulong*)(happening + DataOffset) = (ulong)pid;
        if (LibC.EpollControl(_epoll.Number, LibC.EpollAdd, file.Number, happening) != 0)
            throw new IOException($"Watching a process: {ErrorNumbers.Describe(Marshal.GetLastPInvokeError())}");
    }

    private sealed record Entry(Descriptor File, Func<ExitStatus?, ValueTask> OnExit);
}
