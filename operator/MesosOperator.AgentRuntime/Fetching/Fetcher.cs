using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Protocol.Mesos.V1;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Fetching;

/// <summary>Brings what the command of a task names as <c>uris</c> into its sandbox, before the task is there (mesos-wire 7.3).</summary>
internal sealed class Fetcher(Downloader downloader, FetchCache cache, FetchLimits limits, string? home) : IDisposable
{
    private const UnixFileMode Plain = (UnixFileMode)0b110_100_100;
    private const UnixFileMode Executable = (UnixFileMode)0b111_101_101;

    private readonly SemaphoreSlim _turns = new(limits.Concurrent);

    /// <summary>What could not be fetched and why, for the framework to read; null where everything is there.</summary>
    public async Task<string?> FetchAsync(TaskLaunch launch, SystemUser? user, CancellationToken stop)
    {
        var wishes = launch.Task.Command?.Uris ?? [];
        if (wishes.Count == 0)
            return null;
        await _turns.WaitAsync(stop);
        try
        {
            var files = new FetchedFiles(launch.Sandbox, user, MostBytes(launch), limits.Files);
            foreach (var wish in wishes)
                if (await FetchAsync(wish, files, user, stop) is { } problem)
                    return problem;
            return null;
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose()
    {
        downloader.Dispose();
        _turns.Dispose();
    }

    private async Task<string?> FetchAsync(CommandInfo.Types.URI wish, FetchedFiles files, SystemUser? user, CancellationToken stop)
    {
        FetchUri? uri = null;
        try
        {
            uri = FetchUri.Parse(wish, home);
            if (uri.Remote is null)
                Copy(uri, files, user, stop);
            else if (!wish.Cache || !await TryCachedAsync(uri, files, user, stop))
                await DownloadAsync(uri, files, user, stop);
            return null;
        }
        catch (Exception failure) when (failure is FetchException or IOException or UnauthorizedAccessException)
        {
            return $"Fetching '{uri?.Name ?? wish.Value.Split('?', '#')[0]}' failed: {failure.Message}";
        }
    }

    /// <summary>Reads what the task's user may read, and no more.</summary>
    private static void Copy(FetchUri uri, FetchedFiles files, SystemUser? user, CancellationToken stop)
    {
        using var source = FileIdentity.OpenRead(uri.Path, user);
        Take(uri, source, files, user, stop);
    }

    /// <summary>False where it is too large for the cache.</summary>
    private async Task<bool> TryCachedAsync(FetchUri uri, FetchedFiles files, SystemUser? user, CancellationToken stop)
    {
        try
        {
            using var lease = await cache.TakeAsync($"{user?.Name}\n{uri.Text}", (file, most, over) => DownloadAsync(uri, file, most, over), stop);
            using var source = File.OpenRead(lease.Path);
            Take(uri with { Checksum = null }, source, files, user, stop);
            return true;
        }
        catch (FetchException large) when (large.IsTooLarge)
        {
            return false;
        }
    }

    private async Task DownloadAsync(FetchUri uri, FileStream file, long most, CancellationToken stop)
    {
        var bytes = 0L;
        await downloader.DownloadAsync(uri.Remote!, file, more => bytes = bytes + more <= most ? bytes + more : throw TooLarge(most), stop);
        file.Position = 0;
        uri.Checksum?.Verify(file);
    }

    private async Task DownloadAsync(FetchUri uri, FetchedFiles files, SystemUser? user, CancellationToken stop)
    {
        await using var file = files.Create(uri.Output, ModeOf(uri));
        await downloader.DownloadAsync(uri.Remote!, file, files.Charge, stop);
        file.Position = 0;
        uri.Checksum?.Verify(file);
        file.Position = 0;
        Unpacker.Unpack(file, uri.Archive, uri.Output, files, user, stop);
    }

    /// <summary>From a file of this host; an archive is unpacked where it is.</summary>
    private static void Take(FetchUri uri, FileStream source, FetchedFiles files, SystemUser? user, CancellationToken stop)
    {
        uri.Checksum?.Verify(source);
        source.Position = 0;
        if (uri.Archive == ArchiveKind.None)
            files.Create(uri.Output, ModeOf(uri), source, stop);
        else
            Unpacker.Unpack(source, uri.Archive, uri.Output, files, user, stop);
    }

    private static UnixFileMode ModeOf(FetchUri uri) => uri.Wish.Executable ? Executable : Plain;

    private static FetchException TooLarge(long most) => new($"it is larger than {most} bytes") { IsTooLarge = true };

    private long MostBytes(TaskLaunch launch) => TaskResources.Scalar(launch.Task, "disk") is > 0 and var megabytes
        ? Math.Min((long)(megabytes * (1 << 20)), limits.Bytes)
        : limits.Bytes;
}
