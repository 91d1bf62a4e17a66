namespace MesosOperator.Crds.Validation;

/// <summary>Paths as users read them.</summary>
internal static class Paths
{
    public static string Field(string path, string name) => Join(path, name.Contains('.') ? $"[{name}]" : name);

    public static string Item(string path, int index) => $"{path}[{index}]";

    public static string Join(string path, string rest) =>
        path.Length == 0 || rest.Length == 0 || rest[0] == '[' ? path + rest : $"{path}.{rest}";
}
