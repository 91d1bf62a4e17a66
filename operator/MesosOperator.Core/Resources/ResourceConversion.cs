namespace MesosOperator.Core.Resources;

/// <summary>What an operation does to the resources of an agent: these become those. The amounts stay the same.</summary>
public sealed record ResourceConversion(ResourceSet Consumed, ResourceSet Converted)
{
    /// <summary>The resources after the conversion, which they must cover.</summary>
    public ResourceSet ApplyTo(ResourceSet resources) => resources - Consumed + Converted;
}
