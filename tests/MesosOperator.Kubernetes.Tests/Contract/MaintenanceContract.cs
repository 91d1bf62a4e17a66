using k8s.Models;
using MesosOperator.Core.Maintenance;
using MesosOperator.Kubernetes.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace MesosOperator.Kubernetes.Tests.Contract;

/// <summary>The plan of maintenance as the store keeps it.</summary>
public abstract class MaintenanceContract : ContractTests
{
    private const string Name = "mesos-operator-maintenance";
    private static readonly MachineId Host = new("Höst", "");
    private static readonly MachineId Both = new("a", "10.0.0.1");
    private static readonly MachineId Address = new("", "10.0.0.2");

    [Fact]
    public void It_is_kept_as_a_whole_and_replaced_by_the_next() => Run(async world =>
    {
        var records = RecordsOf(world);
        Assert.True((await records.LoadAsync(world.Stop)).IsEmpty);
        await records.KeepAsync(new([new([Host], new(1, null))], []), world.Stop);

        await records.KeepAsync(
            new([new([Both, Address], new(1_234_567_890_123_456_789, 7)), new([Host], new(-5, null))], [Address]), world.Stop);

        var plan = await RecordsOf(world).LoadAsync(world.Stop);
        Assert.Equal([new(1_234_567_890_123_456_789, 7), new(-5, null)], plan.Windows.Select(window => window.Unavailability));
        Assert.Equal([[Both, Address], [Host]], plan.Windows.Select(window => window.Machines));
        Assert.Equal([Address], plan.Down);
    });

    [Fact]
    public void None_is_kept_when_all_machines_are_up() => Run(async world =>
    {
        var records = RecordsOf(world);
        await records.KeepAsync(new([new([Host], new(1, null))], []), world.Stop);

        await records.KeepAsync(MaintenancePlan.None, world.Stop);
        await records.KeepAsync(MaintenancePlan.None, world.Stop);

        Assert.Null(await world.Client<V1ConfigMap>().FindAsync(world.Key(Name), world.Stop));
        Assert.True((await records.LoadAsync(world.Stop)).IsEmpty);
    });

    [Fact]
    public void One_that_was_edited_counts_where_it_can_be_read_and_is_taken_over() => Run(async world =>
    {
        var records = RecordsOf(world);
        var edited = world.ConfigMap(Name, "");
        edited.Data = new Dictionary<string, string> { ["maintenance.json"] = "broken" };
        await world.Client<V1ConfigMap>("kubectl").CreateAsync(edited, world.Stop);
        Assert.True((await records.LoadAsync(world.Stop)).IsEmpty);

        await records.KeepAsync(new([new([Host], new(1, null))], [Host]), world.Stop);

        Assert.Equal([Host], (await records.LoadAsync(world.Stop)).Down);
    });

    private static MaintenanceRecords RecordsOf(ApiWorld world) =>
        new(world.Client<V1ConfigMap>("mesos-operator"), world.Namespace, NullLogger<MaintenanceRecords>.Instance);
}
