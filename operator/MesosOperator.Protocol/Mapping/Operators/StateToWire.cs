using MesosOperator.Core.Master.Views;
using MesosOperator.Protocol.Mesos.V1.Master;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Operators;

/// <summary>A picture of the master as operators read it.</summary>
public static class StateToWire
{
    /// <summary>Everything.</summary>
    public static Response.Types.GetState Map(MasterView view) => new()
    {
        GetTasks = TasksToWire.Tasks(view),
        GetExecutors = TasksToWire.Executors(view),
        GetFrameworks = FrameworksToWire.Map(view),
        GetAgents = AgentsToWire.Map(view),
    };

    /// <summary>The roles with what their frameworks use and are offered.</summary>
    public static Response.Types.GetRoles Roles(MasterView view) => new()
    {
        Roles =
        {
            RoleLedger.Of(view).Select(role => new Wire.Role
            {
                Name = role.Name.Value,
                Weight = role.Weight,
                Frameworks = { role.Frameworks.Select(framework => new Wire.FrameworkID { Value = framework.Value }) },
                Resources = { (role.Allocated + role.Offered).Items.Select(QuotaToWire.Resource) },
            }),
        },
    };

    /// <summary>The weights that were set.</summary>
    public static Response.Types.GetWeights Weights(MasterView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new()
        {
            WeightInfos = { view.WeightsMilli.Select(weight => new Wire.WeightInfo { Role = weight.Key.Value, Weight = weight.Value / 1000.0 }) },
        };
    }
}
