using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Disks;

/// <summary>
/// Looks again and again at what the folders of tasks take, one after the other, and tells of those that take
/// more than they may. It rests nine times as long as it has worked, so that many files cost a tenth of a processor and
/// not the whole of it.
/// </summary>
internal sealed class DiskWatch : IAsyncDisposable
{
    private const int RestForWork = 9;

    private readonly ConcurrentDictionary<string, WatchedRun> _runs = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private readonly TimeSpan _interval;
    private readonly Func<WatchedFolder, long?, ValueTask> _tell;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Task _work;

    /// <param name="interval">From one look to the next at least; zero: nobody looks.</param>
    /// <param name="tell">Hears of a folder that takes too much, and how much; null where that cannot be measured because it was made so.</param>
    /// <param name="time">Clock and timers.</param>
    /// <param name="log">Where to write what cannot be looked at.</param>
    public DiskWatch(TimeSpan interval, Func<WatchedFolder, long?, ValueTask> tell, TimeProvider time, ILogger log)
    {
        (_interval, _tell, _time, _log) = (interval, tell, time, log);
        _work = interval > TimeSpan.Zero ? Task.Run(WorkAsync) : Task.CompletedTask;
    }

    public bool IsOn => _interval > TimeSpan.Zero;

    /// <summary>Folders of one run, in place of those given before.</summary>
    public void Watch(string containerId, IReadOnlyList<WatchedFolder> folders)
    {
        if (IsOn && folders.Count > 0)
            _runs[containerId] = new WatchedRun(folders);
    }

    /// <summary>What a folder of a run took when it was last looked at; null where nobody has.</summary>
    public long? UsedBy(string containerId, string folder) => _runs.GetValueOrDefault(containerId)?.UsedBy(folder);

    public void Forget(string containerId) => _runs.TryRemove(containerId, out _);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _stop.Dispose();
    }

    private async Task WorkAsync()
    {
        try
        {
            for (var rest = _interval; ;)
            {
                await Task.Delay(rest, _time, _stop.Token);
                var start = _time.GetTimestamp();
                foreach (var run in _runs.Values)
                    foreach (var folder in run.Folders)
                        await LookAsync(run, folder);
                var worked = _time.GetElapsedTime(start) * RestForWork;
                rest = worked > _interval ? worked : _interval;
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The agent ends.
        }
    }

    private async Task LookAsync(WatchedRun run, WatchedFolder folder)
    {
        try
        {
            var used = DiskUsage.Of(folder.Path, _stop.Token);
            run.Note(folder, used);
            if (used > folder.LimitBytes && _runs.ContainsKey(folder.ContainerId))
                await _tell(folder, used);
        }
        catch (PathTooLongException)
        {
            await _tell(folder, null);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            DiskLog.NotMeasured(_log, folder.Path, fault.Message);
        }
    }
}
