using Kind = MesosOperator.Protocol.Mesos.V1.Environment.Types.Variable.Types.Type;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Tasks;

/// <summary>What can be wrong with a command's environment (case K10).</summary>
internal static class CommandDefects
{
    /// <summary>The first fault, or null.</summary>
    public static string? Find(Wire.CommandInfo command) =>
        command.Environment?.Variables.Select(Find).FirstOrDefault(found => found is not null);

    private static string? Find(Wire.Environment.Types.Variable variable) => variable switch
    {
        { Type: Kind.Value, HasValue: false } => $"Environment variable '{variable.Name}' of type 'VALUE' must have a value set",
        { Type: Kind.Value, Secret: not null } => $"Environment variable '{variable.Name}' of type 'VALUE' must not have a secret set",
        { Type: Kind.Secret, Secret: null } => $"Environment variable '{variable.Name}' of type 'SECRET' must have a secret set",
        { Type: Kind.Secret, HasValue: true } => $"Environment variable '{variable.Name}' of type 'SECRET' must not have a value set",
        { Type: Kind.Secret } => SecretProblem(variable),
        { Type: Kind.Unknown } => "Environment variable of type 'UNKNOWN' is not allowed",
        _ => variable.Value.Contains('\0') ? $"Environment variable '{variable.Name}' contains null bytes" : null,
    };

    private static string? SecretProblem(Wire.Environment.Types.Variable variable) =>
        variable.Secret.Value is { } value && value.Data.Span.Contains((byte)0)
            ? $"Environment variable '{variable.Name}' specifies a secret containing null bytes, which is not allowed in the environment"
            : null;
}
