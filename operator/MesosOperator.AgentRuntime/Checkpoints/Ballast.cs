using MesosOperator.AgentRuntime.Processes;

namespace MesosOperator.AgentRuntime.Checkpoints;

/// <summary>
/// Room on the disk that is kept for when there is no other: what runs can then still end, and its end be written down.
/// </summary>
internal sealed class Ballast(string path)
{
    /// <summary>Some ten thousand updates.</summary>
    private const int Bytes = 4 << 20;

    private const ulong BytesPerBlock = 512;

    public bool IsThere { get; private set; }

    public void Release()
    {
        IsThere = false;
        File.Delete(path);
    }

    /// <summary>Takes the room again where there is some.</summary>
    public void Restore()
    {
        try
        {
            using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, PreallocationSize = Bytes });
            if (FileFacts.Of(path) is { Blocks: < Bytes / BytesPerBlock })
            {
                file.Write(new byte[Bytes]); // a file system that cannot promise room
                file.Flush();
            }

            IsThere = true;
        }
        catch (IOException)
        {
            Release();
        }
    }
}
