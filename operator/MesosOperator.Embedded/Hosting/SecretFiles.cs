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
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(draft, options))
        using (var writer = new StreamWriter(file))
            writer.Write(text);
        File.Move(draft, path, overwrite: true);
    }
}
