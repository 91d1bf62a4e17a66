using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using k8s;
using k8s.Models;

namespace MesosOperator.Kubernetes.Api;

/// <summary>
/// Reads objects as KubernetesClient does, but for what makes half of their text and nobody here asks for: who owns which
/// field, and which images a node has.
/// </summary>
internal static class ObjectJson
{
    private static readonly JsonSerializerOptions Options = Make();

    /// <exception cref="JsonException">It does not fit the type.</exception>
    public static T? Read<T>(ReadOnlySpan<byte> text) => JsonSerializer.Deserialize<T>(text, Options);

    private static JsonSerializerOptions Make()
    {
        JsonSerializerOptions? usual = null;
        KubernetesJson.AddJsonOptions(options => usual = options);
        var resolver = usual!.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver();
        return new JsonSerializerOptions(usual) { TypeInfoResolver = resolver.WithAddedModifier(LeaveOut) };
    }

    private static void LeaveOut(JsonTypeInfo type)
    {
        var name = type.Type == typeof(V1ObjectMeta) ? "managedFields" : type.Type == typeof(V1NodeStatus) ? "images" : null;
        for (var index = type.Properties.Count - 1; name is not null && index >= 0; index--)
            if (type.Properties[index].Name == name)
                type.Properties.RemoveAt(index);
    }
}
