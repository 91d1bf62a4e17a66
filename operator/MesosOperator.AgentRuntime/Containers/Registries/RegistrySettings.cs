using System.Collections.Immutable;
using MesosOperator.AgentRuntime.Containers.Images;

namespace MesosOperator.AgentRuntime.Containers.Registries;

/// <summary>How registries are reached.</summary>
/// <param name="Logins">File such as Docker's <c>config.json</c>, read at each pull; null: none.</param>
/// <param name="Plain">Registries without TLS.</param>
internal sealed record RegistrySettings(string? Logins, ImmutableArray<string> Plain)
{
    /// <exception cref="ImageException">The file cannot be read.</exception>
    public string? ReadLogins()
    {
        try
        {
            return Logins is null ? null : File.ReadAllText(Logins);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ImageException($"the logins of registries cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>Where a registry serves.</summary>
    public Uri AddressOf(string registry) => registry == "docker.io"
        ? new Uri("https://registry-1.docker.io")
        : new Uri($"{(Plain.Contains(registry, StringComparer.OrdinalIgnoreCase) ? "http" : "https")}://{registry}");
}
