namespace MesosOperator.Crds.Schema;

/// <summary>One thing that is wrong with a resource.</summary>
/// <param name="Path">Where, such as <c>spec.roles[0]</c>; empty for the whole.</param>
/// <param name="Message">What, in words for users.</param>
public sealed record Problem(string Path, string Message)
{
    /// <summary>As users read it: <c>spec.roles[0]: …</c>.</summary>
    public override string ToString() => Path.Length == 0 ? Message : $"{Path}: {Message}";
}
