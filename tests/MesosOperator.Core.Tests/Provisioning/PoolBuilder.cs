using System.Globalization;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Provisioning;
using MesosOperator.Core.Resources;
using MesosOperator.TestKit;

namespace MesosOperator.Core.Tests.Provisioning;

/// <summary>Short words for what plans are made from.</summary>
internal static class PoolBuilder
{
    public static readonly Instant Now = Instant.FromSeconds(10_000);

    public static ResourceQuantities Quantities(string text) => ResourceText.Parse(text).Quantities;

    public static MachineChoice Choice(string type, string resources, decimal dollars, string zone = "a", Purchase purchase = Purchase.OnDemand) =>
        new(type, zone, purchase, Quantities(resources), Price.FromDollars(dollars));

    public static Pool Pool(params MachineChoice[] catalogue) => new("pool", new(0, MachineLimits.None), [.. catalogue], []);

    public static Pool Of(this Pool pool, Func<PoolTerms, PoolTerms> change) => pool with { Terms = change(pool.Terms) };

    public static Pool AtMost(this Pool pool, int machines) => pool.Of(terms => terms with { Limits = terms.Limits with { MaxMachines = machines } });

    public static Pool With(this Pool pool, params PoolMachine[] machines) => pool with { Machines = [.. pool.Machines, .. machines] };

    public static Need.ForTasks RoomFor(int count, string resources) => new(new("batch"), "framework crunch", Quantities(resources), count);

    public static Need.InTotal Total(string resources) => new(new("batch"), "the guarantee of role batch", Quantities(resources));

    public static FleetState State(Pool pool, params Need[] needs) => new([.. needs], [pool], MachineLimits.None, UnavailableCapacity.None, Now);

    /// <summary>A plan in a line for each kind of machine: how many, and the choices.</summary>
    public static string Describe(this ProvisioningPlan plan) => string.Join(
        '\n', plan.Add.Select(add => string.Create(CultureInfo.InvariantCulture, $"{add.Count} × {string.Join(" or ", add.Choices)}")));
}
