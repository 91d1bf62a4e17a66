using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using MesosOperator.Protocol.Json;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.Messages;

namespace MesosOperator.AgentRuntime.Inventory;

/// <summary>
/// Reads <c>--resources</c>: Mesos' text form (<c>cpus:4;mem(eng/dev):1024;ports:[31000-32000]</c>) or a JSON list of Resource
/// objects. What is of one name and reserved for one role adds up. A resource of zero is kept: it says that the host shall offer none.
/// </summary>
internal static class ResourceParser
{
    /// <param name="text">In either form.</param>
    /// <param name="defaultRole">For whom that is reserved which names no role; <c>*</c> for nobody. It must be a role's name.</param>
    public static Parsed<ImmutableArray<Resource>> Parse(string text, string defaultRole)
    {
        var problems = ImmutableArray.CreateBuilder<string>();
        var resources = text.TrimStart().StartsWith('[') ? ReadJson(text, problems) : ReadText(text, problems);
        foreach (var resource in resources)
            problems.AddRange(ResourceRules.Problems(resource));
        if (problems.Count > 0)
            return new([], problems.ToImmutable());

        var sum = ResourceSum.Of(resources.Select(resource => StaticRole.Give(resource, StaticRole.IsUnsaid(resource) ? defaultRole : StaticRole.Of(resource))));
        return new(sum, [.. ResourceRules.Problems(sum)]);
    }

    private static List<Resource> ReadText(string text, ImmutableArray<string>.Builder problems)
    {
        var resources = new List<Resource>();
        foreach (var part in text.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
                problems.Add($"'{part}' is not name:value");
            else if (Read(part[..colon].Trim(), part[(colon + 1)..].Trim(), out var problem) is { } resource)
                resources.Add(resource);
            else
                problems.Add(problem);
        }

        return resources;
    }

    private static Resource? Read(string name, string value, out string problem)
    {
        var resource = Named(name);
        if (value.StartsWith('['))
            (resource.Type, resource.Ranges) = (Value.Types.Type.Ranges, ValueText.Ranges(value, out problem));
        else if (value.StartsWith('{'))
            (resource.Type, resource.Set) = (Value.Types.Type.Set, ValueText.Set(value, out problem));
        else
            (resource.Type, resource.Scalar) = (Value.Types.Type.Scalar, ValueText.Scalar(value, out problem));
        if (problem.Length == 0)
            return resource;
        problem = $"{name}: {problem}";
        return null;
    }

    /// <summary>Such as <c>cpus</c>, or <c>cpus(eng)</c> for what is reserved for a role.</summary>
    private static Resource Named(string name)
    {
        var bracket = name.IndexOf('(', StringComparison.Ordinal);
        if (bracket < 0 || !name.EndsWith(')'))
            return new Resource { Name = name };
#pragma warning disable CS0612 // the deprecated field says just this
        return new Resource { Name = name[..bracket].Trim(), Role = name[(bracket + 1)..^1].Trim() };
#pragma warning restore CS0612
    }

    private static List<Resource> ReadJson(string text, ImmutableArray<string>.Builder problems)
    {
        var resources = new List<Resource>();
        try
        {
            using var list = JsonDocument.Parse(text);
            foreach (var item in list.RootElement.EnumerateArray())
                resources.Add(MesosJsonReader.Parse<Resource>(Encoding.UTF8.GetBytes(item.GetRawText())));
        }
        catch (JsonException malformed)
        {
            problems.Add($"not a JSON list: {malformed.Message}");
        }
        catch (MessageFormatException fault)
        {
            problems.Add($"item {resources.Count + problems.Count}: {fault.Message}");
        }

        return resources;
    }
}
