using System.Text;
using System.Text.Json;
using MesosOperator.AgentRuntime.Containers.Images;

namespace MesosOperator.AgentRuntime.Containers.Registries;

/// <summary>A name and a secret for a registry.</summary>
/// <param name="User">The name.</param>
/// <param name="Password">The secret.</param>
internal sealed record RegistryLogin(string User, string Password)
{
    /// <summary>As HTTP's Basic scheme has it.</summary>
    public string Basic => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));

    /// <summary>The one for a registry in a file such as Docker's <c>config.json</c>; null where it has none.</summary>
    /// <param name="json">Text of the file.</param>
    /// <param name="registry">Host of the registry, with a port where it has one.</param>
    /// <exception cref="ImageException">It is no such file.</exception>
    public static RegistryLogin? Find(string json, string registry)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new JsonException("it is not an object");
            // Kubernetes' older form of the file is the inner object alone.
            var logins = document.RootElement.TryGetProperty("auths", out var inner) ? inner : document.RootElement;
            foreach (var login in logins.EnumerateObject())
                if (HostOf(login.Name) == HostOf(registry) && login.Value.ValueKind == JsonValueKind.Object)
                    return Read(login.Value);
            return null;
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException)
        {
            throw new ImageException($"The logins of registries cannot be read: {fault.Message}", fault);
        }
    }

    private static RegistryLogin? Read(JsonElement login)
    {
        if (login.TryGetProperty("auth", out var packed) && packed.GetString() is { Length: > 0 } text)
            return Encoding.UTF8.GetString(Convert.FromBase64String(text)).Split(':', 2) is [var name, var secret] ? new(name, secret) : null;
        return login.TryGetProperty("username", out var user) && login.TryGetProperty("password", out var password)
            ? new(user.GetString() ?? "", password.GetString() ?? "")
            : null;
    }

    /// <summary>Docker's own registry has several names.</summary>
    private static string HostOf(string name)
    {
        var text = name.Contains("://", StringComparison.Ordinal) ? name[(name.IndexOf("://", StringComparison.Ordinal) + 3)..] : name;
        var host = text.Split('/')[0];
        return host is "index.docker.io" or "registry-1.docker.io" ? "docker.io" : host;
    }
}
