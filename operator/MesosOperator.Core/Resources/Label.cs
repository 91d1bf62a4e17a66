namespace MesosOperator.Core.Resources;

/// <summary>A free-form key with an optional value, kept as given.</summary>
public sealed record Label(string Key, string? Value);
