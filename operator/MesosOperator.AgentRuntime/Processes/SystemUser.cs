namespace MesosOperator.AgentRuntime.Processes;

/// <summary>A user of this host.</summary>
/// <param name="Name">The name that was asked for.</param>
/// <param name="UserId">Its number.</param>
/// <param name="GroupId">The number of its own group.</param>
internal sealed record SystemUser(string Name, uint UserId, uint GroupId)
{
    private const int LargestEntry = 1 << 16;

    /// <summary>Only root may start processes as somebody else.</summary>
    public static bool CurrentIsRoot => LibC.UserId() == 0;

    /// <summary>Asks the host's user database; null when there is no such user.</summary>
    public static unsafe SystemUser? Find(string name)
    {
        if (name.Contains('\0', StringComparison.Ordinal))
            return null;
        var entry = stackalloc byte[LibC.StructureSize];
        var buffer = new byte[LargestEntry];
        fixed (byte* text = buffer)
        {
            if (LibC.FindUser(name, entry, text, LargestEntry, out var found) != 0 || found == null)
                return null;
        }

        // struct passwd: two pointers, then the ids of user and group.
        var ids = (uint*)(entry + 2 * sizeof(nint));
        return new SystemUser(name, ids[0], ids[1]);
    }

    /// <summary>Makes the user the owner of a file or folder.</summary>
    public bool TakeOver(string path) => LibC.ChangeOwner(path, UserId, GroupId) == 0;

    /// <summary>Its own group and all others that it is in.</summary>
    public unsafe uint[] Groups()
    {
        var count = 64;
        while (true)
        {
            var groups = new uint[count];
            fixed (uint* first = groups)
            {
                if (LibC.FindGroups(Name, GroupId, first, &count) >= 0)
                    return groups[..count];
            }

            if (count <= groups.Length)
                return [GroupId]; // the database is out of order
        }
    }
}
