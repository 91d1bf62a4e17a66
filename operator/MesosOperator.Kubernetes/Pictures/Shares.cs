using System.Globalization;
using MesosOperator.Core.Resources;

namespace MesosOperator.Kubernetes.Pictures;

/// <summary>Dominant shares as people read them.</summary>
internal static class Shares
{
    /// <summary>Such as <c>12.5%</c>.</summary>
    public static string Text(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.#}%");

    /// <summary>The largest part of any resource that is held, of all there is.</summary>
    public static double Dominant(ResourceQuantities held, ResourceQuantities total) => held.Items
        .Select(item => total.Get(item.Name) is { IsZero: false } all ? (double)item.Amount.Milli / all.Milli : 0)
        .DefaultIfEmpty(0).Max();
}
