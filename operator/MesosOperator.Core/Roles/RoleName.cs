namespace MesosOperator.Core.Roles;

/// <summary>The tenant that resources are charged to: a path such as <c>eng/dev</c>, or <c>*</c> for everybody.</summary>
public readonly record struct RoleName(string Value) : IComparable<RoleName>
{
    /// <summary>The role of those who name none.</summary>
    public static readonly RoleName Any = new("*");

    /// <summary>The longest name, in bytes of UTF-8; it bounds the depth of the tree too.</summary>
    public const int MaxBytes = 255;

    /// <summary>What is wrong with a role's name, or null (mesos-wire 2.4, case L06).</summary>
    public static string? Problem(string name)
    {
        if (name == "*")
            return null;
        if (System.Text.Encoding.UTF8.GetByteCount(name) > MaxBytes)
            return $"Role must not be greater than {MaxBytes} bytes";
        if (name.Length == 0)
            return "Role must not be empty";
        if (name.StartsWith('/') || name.EndsWith('/'))
            return $"Role '{name}' cannot start or end with a slash";
        foreach (var part in name.Split('/'))
            if (PartProblem(name, part) is { } problem)
                return problem;
        return null;
    }

    /// <summary>Whether a resource reserved for a role may be used by this one: the same role or one below it.</summary>
    public bool IsAtOrBelow(string role) =>
        Value == role || (Value.Length > role.Length && Value[role.Length] == '/' && Value.StartsWith(role, StringComparison.Ordinal));

    /// <summary>Whether there is a role above it.</summary>
    public bool IsNested => Value.Contains('/');

    /// <summary>The role at the top of its tree: <c>eng</c> of <c>eng/dev</c>.</summary>
    public RoleName Top => Value.IndexOf('/') is var slash and > 0 ? new(Value[..slash]) : this;

    /// <inheritdoc/>
    public int CompareTo(RoleName other) => string.CompareOrdinal(Value, other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static string? PartProblem(string name, string part)
    {
        if (part.Length == 0)
            return $"Role '{name}' cannot contain two adjacent slashes";
        if (part is "." or ".." or "*")
            return $"Role '{name}' cannot include '{part}' as a component";
        if (part[0] == '-')
            return $"Role component '{part}' is invalid because it begins with a dash";
        return part.Any(character => character is '\t' or '\n' or '\v' or '\f' or '\r' or ' ' or '\u007f')
            ? $"Role component '{part}' is invalid because it contains backspace or whitespace"
            : null;
    }
}
