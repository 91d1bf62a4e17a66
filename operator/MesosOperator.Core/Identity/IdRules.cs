namespace MesosOperator.Core.Identity;

/// <summary>What an id given by a client must look like (mesos-wire 2.4).</summary>
public static class IdRules
{
    /// <summary>The longest id, in bytes of UTF-8.</summary>
    public const int MaxBytes = 255;

    /// <summary>What is wrong with the id, or null.</summary>
    public static string? Problem(string id)
    {
        if (id.Length == 0)
            return "ID must not be empty";
        if (System.Text.Encoding.UTF8.GetByteCount(id) > MaxBytes)
            return $"ID must not be greater than {MaxBytes} characters";
        if (id is "." or "..")
            return $"'{id}' is disallowed";
        return id.Any(character => char.IsControl(character) || character is '/' or '\\')
            ? $"'{id}' contains invalid characters"
            : null;
    }
}
