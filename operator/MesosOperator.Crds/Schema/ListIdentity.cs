namespace MesosOperator.Crds.Schema;

/// <summary>How items of an array are told apart, by who merges two versions of it.</summary>
/// <param name="Kind">The word of the schema: <c>atomic</c>, <c>set</c> or <c>map</c>.</param>
/// <param name="Key">The field that names an item of a <c>map</c>; null for the others.</param>
public sealed record ListIdentity(string Kind, string? Key)
{
    /// <summary>They are not: the array is replaced as a whole.</summary>
    public static readonly ListIdentity Atomic = new("atomic", null);

    /// <summary>Each is itself, and there once.</summary>
    public static readonly ListIdentity Set = new("set", null);

    /// <summary>Each has a field that no other has the same of.</summary>
    public static ListIdentity By(string key) => new("map", key);
}
