using MesosOperator.Core.Offers;
using MesosOperator.Core.Resources;
using MesosOperator.TestKit;

namespace MesosOperator.Core.Tests.Scenarios;

/// <summary>Operations on resources as a scenario says them, such as <c>reserve cpus(+dev)=2</c>.</summary>
internal static class OperationWords
{
    public const string Usage = "reserve|unreserve|create|destroy <resources>, grow <volume> by:disk(+dev)=<n>, shrink <volume> by=<n>,\n"
        + "                                         create-disk; with [id=<operation>] [charged=<role>] [source:<resource>=<n> …]";

    public static readonly string[] Kinds = ["reserve", "unreserve", "create", "destroy", "grow", "shrink", "create-disk"];

    public static ResourceOperation Of(string kind, Words words)
    {
        var id = words.Option("id");
        var charged = words.Option("charged");
        var by = words.Option("by") is { } amount ? ResourceText.ParseOne($"by={amount}").Amount : Amount.Zero;
        var (source, addition) = (words.ResourcesAfter("source:"), words.ResourcesAfter("by:"));
        var resources = words.Resources();
        words.RequireAllUsed();
        ResourceOperation operation = kind switch
        {
            "reserve" => new ResourceOperation.Reserve(resources) { Source = source.IsEmpty ? null : source },
            "unreserve" => new ResourceOperation.Unreserve(resources),
            "create" => new ResourceOperation.Create(resources),
            "destroy" => new ResourceOperation.Destroy(resources),
            "grow" => new ResourceOperation.Grow(resources, addition),
            "shrink" => new ResourceOperation.Shrink(resources, by),
            _ => new ResourceOperation.Unsupported("CREATE_DISK"),
        };
        return operation with { Id = id is null ? null : new(id), AllocationRole = charged is null ? null : new(charged) };
    }
}
