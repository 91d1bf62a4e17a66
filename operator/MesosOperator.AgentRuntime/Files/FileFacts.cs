using System.Runtime.InteropServices;
using MesosOperator.AgentRuntime.Processes;

namespace MesosOperator.AgentRuntime.Files;

/// <summary>What the kernel says of a file (statx).</summary>
/// <param name="Mode">Kind and permissions.</param>
/// <param name="Links">How many names it has.</param>
/// <param name="UserId">Its owner.</param>
/// <param name="GroupId">Its group.</param>
/// <param name="Node">Tells it from every other of its file system.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">Seconds since 1970.</param>
internal readonly record struct FileFacts(int Mode, uint Links, uint UserId, uint GroupId, ulong Node, long Size, double Modified)
{
    private const int Kind = 0xF000;
    private const int Folder = 0x4000;
    private const int Regular = 0x8000;

    /// <summary>Everything that statx(2) calls basic.</summary>
    private const uint Basic = 0x7ff;

    private const int EmptyPath = 0x1000;
    private const int NoFollow = 0x100;

    public bool IsFolder => (Mode & Kind) == Folder;

    public bool IsFile => (Mode & Kind) == Regular;

    /// <summary>As ls(1) writes it.</summary>
    public string ModeText
    {
        get
        {
            const string permissions = "rwxrwxrwx";
            var kind = (Mode & Kind) switch { Folder => 'd', 0xA000 => 'l', 0x2000 => 'c', 0x6000 => 'b', 0x1000 => 'p', 0xC000 => 's', _ => '-' };
            var mode = Mode;
            return kind + string.Concat(permissions.Select((letter, i) => (mode >> (permissions.Length - 1 - i) & 1) == 1 ? letter : '-'));
        }
    }

    /// <summary>Of what a descriptor stands for, or of an entry of its folder; a link is not followed. Null when there is none.</summary>
    public static unsafe FileFacts? Of(SafeHandle folder, string name = "")
    {
        const int size = 256;
        var buffer = stackalloc byte[size];
        if (LibC.Status((int)folder.DangerousGetHandle(), name, name.Length == 0 ? EmptyPath : NoFollow, Basic, buffer) != 0)
            return null;
        return new FileFacts(
            *(ushort*)(buffer + 28), *(uint*)(buffer + 16), *(uint*)(buffer + 20), *(uint*)(buffer + 24), *(ulong*)(buffer + 32),
            *(long*)(buffer + 40), *(long*)(buffer + 112) + *(uint*)(buffer + 120) / 1e9);
    }
}
