namespace MesosOperator.Embedded.Hosting;

/// <summary>Files that only their owner may read.</summary>
internal static class SecretFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes a file at once: who reads sees the old one or the new one.</summary>
    public static void Write(string path, string text)
    {
        var draft = $"{path}.new";
        File.Delete(draft);
        using (var writer = new StreamWriter(Create(draft)))
            writer.Write(text);
        File.Move(draft, path, overwrite: true);
    }

    /// <summary>Makes an empty file unless there is one.</summary>
    public static void Make(string path)
    {
        if (!File.Exists(path))
            Create(path).Dispose();
    }

    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return new(path, options);
    }
}
