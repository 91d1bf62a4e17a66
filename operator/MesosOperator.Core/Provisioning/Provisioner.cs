namespace MesosOperator.Core.Provisioning;

/// <summary>
/// Plans machines for what roles need. What is to come already counts; then the largest task that is left decides: of the
/// machines with room for it that is taken for which the tasks that it would run are worth the most per dollar.
/// </summary>
public static class Provisioner
{
    /// <summary>The machines to get. The same state makes the same plan in each process.</summary>
    public static ProvisioningPlan Plan(FleetState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new ProvisioningRun(state).Run();
    }
}
