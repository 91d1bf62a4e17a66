using MesosOperator.AgentRuntime.Disks;
using MesosOperator.Core.Primitives;
using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Sandboxes;

/// <summary>Deletes the sandboxes of ended tasks when they are too old or too many, or the disk fills; those of earlier agents too.</summary>
internal sealed class SandboxCollector : IDisposable
{
    /// <summary>How often to look how full the disk is, while there is something to delete.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly SandboxShelf _shelf;
    private readonly Func<double> _usage;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly ITimer _timer;
    private readonly Instant _start;
    private readonly long _startTimestamp;

    /// <param name="shelf">What is kept.</param>
    /// <param name="usage">How much of the disk is in use, from 0 to 1.</param>
    /// <param name="time">Clock and timers.</param>
    /// <param name="log">Where to write what was deleted.</param>
    public SandboxCollector(SandboxShelf shelf, Func<double> usage, TimeProvider time, ILogger log)
    {
        (_shelf, _usage, _time, _log) = (shelf, usage, time, log);
        (_start, _startTimestamp) = (At(time.GetUtcNow().UtcDateTime), time.GetTimestamp());
        _timer = time.CreateTimer(_ => Collect(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Takes over what agents that ran here before have left.</summary>
    /// <param name="workDirectory">Where to look.</param>
    /// <param name="others">Sandboxes that are not left over.</param>
    public void AddLeftovers(string workDirectory, IReadOnlySet<string> others)
    {
        lock (_gate)
        {
            foreach (var run in SandboxPaths.FindRuns(workDirectory).Where(run => !others.Contains(run)))
                _shelf.Add(run, Past(At(Directory.GetLastWriteTimeUtc(run))));
        }

        Collect();
    }

    /// <summary>Keeps the sandbox of a task that has just ended.</summary>
    public void Add(string sandbox)
    {
        lock (_gate)
            _shelf.Add(sandbox, Now());
        Collect();
    }

    public void Dispose() => _timer.Dispose();

    private void Collect()
    {
        var due = new List<string>();
        lock (_gate)
        {
            var age = _shelf.AgeAt(_usage());
            while (_shelf.TryTake(Now(), age, out var sandbox))
                due.Add(sandbox);
            if (_shelf.NextDue < Instant.Never)
                _timer.Change(Pause(_shelf.NextDue - Now()), Timeout.InfiniteTimeSpan);
        }

        due.ForEach(Delete);
    }

    private static TimeSpan Pause(TimeSpan untilDue) => TimeSpan.FromTicks(Math.Clamp(untilDue.Ticks, 0, LongestPause.Ticks));

    private void Delete(string sandbox)
    {
        try
        {
            FolderRemoval.Delete(sandbox);
            DeleteEmptyParents(sandbox);
            SandboxLog.Deleted(_log, sandbox);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            SandboxLog.NotDeleted(_log, sandbox, failure.Message);
        }
    }

    /// <summary>runs, executor, executors, framework, frameworks, agent: as far up as nothing else is there.</summary>
    private static void DeleteEmptyParents(string sandbox)
    {
        const int levels = 6;
        var folder = new DirectoryInfo(sandbox).Parent;
        var latest = new FileInfo(Path.Combine(folder!.FullName, SandboxPaths.Latest));
        if (latest.LinkTarget == Path.GetFileName(sandbox))
            latest.Delete();
        for (var i = 0; i < levels && folder is { Exists: true } && !folder.EnumerateFileSystemInfos().Any(); i++)
        {
            folder.Delete();
            folder = folder.Parent;
        }
    }

    /// <summary>A clock that is set makes no sandbox older.</summary>
    private Instant Now() => _start + _time.GetElapsedTime(_startTimestamp);

    /// <summary>What was left in what is the future now, the clock having been set back, is kept no longer for it.</summary>
    private Instant Past(Instant at) => Now() is var now && at > now ? now : at;

    private static Instant At(DateTime utc) => new(utc.Ticks - DateTime.UnixEpoch.Ticks);
}
