using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Sandboxes;

namespace MesosOperator.AgentRuntime.Fetching;

/// <summary>
/// Writes what is fetched into the sandbox of one task, before anybody else is in there: never outside of it, never through
/// a link, never in place of what was there before, and no more than allowed.
/// </summary>
internal sealed class FetchedFiles(string sandbox, SystemUser? owner, long mostBytes, int mostFiles)
{
    private const UnixFileMode Permissions = (UnixFileMode)0b111_111_111;
    private const UnixFileMode Folder = (UnixFileMode)0b111_101_101;

    private static readonly string[] Reserved = [SandboxPaths.StandardOutput, SandboxPaths.StandardError, SandboxPaths.Temporary, SandboxPaths.Nested];

    private readonly HashSet<string> _made = new(StringComparer.Ordinal);
    private long _bytes;

    /// <summary>Makes a file, in place of one that was fetched before.</summary>
    /// <exception cref="FetchException">It would lie elsewhere, or in place of something.</exception>
    public FileStream Create(string name, UnixFileMode mode)
    {
        var path = Place(name);
        var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            UnixCreateMode = mode & Permissions | UnixFileMode.UserRead | UnixFileMode.UserWrite,
            BufferSize = 0,
        });
        File.SetUnixFileMode(file.SafeFileHandle, mode & Permissions | UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Own(path);
        return file;
    }

    /// <summary>Copies a whole stream into a new file.</summary>
    public void Create(string name, UnixFileMode mode, Stream content, CancellationToken stop)
    {
        using var file = Create(name, mode);
        var buffer = new byte[1 << 16];
        for (int read; (read = content.Read(buffer)) > 0;)
        {
            stop.ThrowIfCancellationRequested();
            Charge(read);
            file.Write(buffer, 0, read);
        }
    }

    public void MakeFolder(string name)
    {
        var parts = Parts(name);
        if (parts.Length > 0)
            Enter(parts);
    }

    /// <summary>A link may lead anywhere: whoever follows it is the task, with its own view and rights.</summary>
    public void Link(string name, string target)
    {
        var path = Place(name);
        File.CreateSymbolicLink(path, target);
        Own(path);
    }

    /// <summary>Opens a file that was fetched before.</summary>
    public FileStream Open(string name)
    {
        var parts = Parts(name);
        var path = Path.Combine(Enter(parts[..^1]), parts[^1]);
        return _made.Contains(path) && new FileInfo(path) is { LinkTarget: null, Exists: true }
            ? File.OpenRead(path)
            : throw new FetchException($"'{name}' is no file that was fetched");
    }

    /// <summary>Counts bytes against what the task may have.</summary>
    public void Charge(long bytes)
    {
        _bytes += bytes;
        if (_bytes > mostBytes)
            throw new FetchException($"it needs more than the {mostBytes >> 20} MB of disk that the task may fill") { IsTooLarge = true };
    }

    private string Place(string name)
    {
        var parts = Parts(name);
        if (parts.Length == 0)
            throw new FetchException($"'{name}' is no name of a file");
        var path = Path.Combine(Enter(parts[..^1]), parts[^1]);
        if (_made.Contains(path))
        {
            if (new FileInfo(path) is { LinkTarget: null } && Directory.Exists(path))
                throw new FetchException($"'{name}' is a folder already");
            File.Delete(path);
        }
        else if (File.Exists(path) || Directory.Exists(path) || new FileInfo(path).LinkTarget is not null)
        {
            throw new FetchException($"'{name}' is there already, and not by fetching");
        }

        return path;
    }

    /// <summary>The folder, made as far as it is not there.</summary>
    private string Enter(string[] parts)
    {
        var path = sandbox;
        foreach (var part in parts)
        {
            path = Path.Combine(path, part);
            if (new FileInfo(path).LinkTarget is not null)
                throw new FetchException($"'{string.Join('/', parts)}' leads through a link");
            if (File.Exists(path))
                throw new FetchException($"'{string.Join('/', parts)}' leads through a file");
            if (Directory.Exists(path))
                continue;
            Directory.CreateDirectory(path, Folder);
            Own(path);
        }

        return path;
    }

    private static string[] Parts(string name)
    {
        var parts = name.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").ToArray();
        if (parts.Contains("..") || name.Contains('\0', StringComparison.Ordinal))
            throw new FetchException($"'{name}' leads out of the sandbox");
        return parts is [var first, ..] && Reserved.Contains(first, StringComparer.Ordinal)
            ? throw new FetchException($"'{first}' is a name of the sandbox's own")
            : parts;
    }

    private void Own(string path)
    {
        _made.Add(path);
        if (_made.Count > mostFiles)
            throw new FetchException($"there are more than {mostFiles} files");
        if (owner is not null && !owner.TakeOver(path))
            throw new FetchException($"'{Path.GetFileName(path)}' cannot be given to user '{owner.Name}'");
    }
}
