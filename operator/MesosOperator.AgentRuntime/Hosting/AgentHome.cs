using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MesosOperator.AgentRuntime.Checkpoints;
using MesosOperator.AgentRuntime.Identity;
using MesosOperator.AgentRuntime.Sandboxes;

namespace MesosOperator.AgentRuntime.Hosting;

/// <summary>The work directory while an agent has it for itself.</summary>
internal sealed class AgentHome : IDisposable
{
    private const int KeyBytes = 32;

    private readonly FileStream _lock;

    private AgentHome(string workDirectory, string name, FileStream @lock, Journal journal) =>
        (WorkDirectory, Name, _lock, Journal) = (workDirectory, name, @lock, journal);

    public string WorkDirectory { get; }

    /// <summary>A name that no other work directory has; what an agent makes outside of it carries that name.</summary>
    public string Name { get; }

    public Journal Journal { get; }

    /// <exception cref="AgentStartException">Another agent has the folder, or it cannot be used.</exception>
    public static AgentHome Open(string workDirectory, UuidSource uuids)
    {
        try
        {
            const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            var meta = Directory.CreateDirectory(MetaPaths.Root(workDirectory), ownerOnly).FullName;
            var file = Lock(Path.Combine(meta, "lock"), workDirectory);
            try
            {
                return new AgentHome(workDirectory, NameOf(Path.Combine(meta, "home"), uuids), file, Journal.Open(Path.Combine(meta, "journal")));
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new AgentStartException($"The work directory {workDirectory} cannot be used: {failure.Message}", failure);
        }
    }

    /// <summary>A secret of this work directory, drawn once: what executors were given stays valid after a restart.</summary>
    public byte[] ExecutorKey()
    {
        var file = Path.Combine(MetaPaths.Root(WorkDirectory), "executor-key");
        if (File.Exists(file) && File.ReadAllBytes(file) is { Length: KeyBytes } known)
            return known;
        var drawn = RandomNumberGenerator.GetBytes(KeyBytes);
        Replace(file, drawn);
        return drawn;
    }

    /// <summary>The port at which executors of an earlier process look for their agent; 0: none.</summary>
    public int LastPort => File.Exists(PortFile) && int.TryParse(File.ReadAllText(PortFile), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 0;

    /// <summary>Remembers where this agent listens.</summary>
    public void KeepPort(int port)
    {
        if (port != LastPort)
            Replace(PortFile, Encoding.ASCII.GetBytes(port.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Forgets everything but what is in the volumes and sandboxes.</summary>
    public void Forget()
    {
        Journal.Dispose();
        File.Delete(Path.Combine(MetaPaths.Root(WorkDirectory), "journal"));
    }

    public void Dispose()
    {
        Journal.Dispose();
        _lock.Dispose();
    }

    /// <summary>The system lets go of it whichever way the agent ends.</summary>
    private static FileStream Lock(string path, string workDirectory)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken)
        {
            throw new AgentStartException($"Another agent runs in the work directory {workDirectory}: {taken.Message}", taken);
        }
    }

    private static string NameOf(string file, UuidSource uuids)
    {
        if (File.Exists(file) && Guid.TryParse(File.ReadAllText(file).Trim(), out var known))
            return known.ToString();
        var drawn = uuids.Next().ToString();
        Replace(file, Encoding.ASCII.GetBytes(drawn + "\n"));
        return drawn;
    }

    private string PortFile => Path.Combine(MetaPaths.Root(WorkDirectory), "port");

    private static void Replace(string file, byte[] content)
    {
        File.WriteAllBytes(file + ".new", content);
        File.Move(file + ".new", file, overwrite: true);
    }
}
