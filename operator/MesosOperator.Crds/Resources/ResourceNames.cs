using MesosOperator.Crds.Expressions;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Resources;

/// <summary>What the name of a resource must look like.</summary>
internal static class ResourceNames
{
    public static string? Problem(string name) => Patterns.Read("^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$").IsMatch(name)
        ? null
        : $"'{name}' is no name of a resource: letters and digits, with '.', '_' and '-' between them, at most 63";
}
