using MesosOperator.Core.Allocation;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Resources;
using MesosOperator.TestKit;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class QuotaVerb : IVerb
{
    public string Usage => "quota <role> [guarantee:cpus=2 …] [limit:cpus=4 …] [force]  an operator gives a role a quota; without amounts takes it away";

    public void Do(Narration narration, Words words)
    {
        var isForced = words.Has("force");
        var role = words.Next("the role");
        var amounts = words.Pairs();
        words.RequireAllUsed();
        var quota = new Quota(
            ResourceQuantities.Of(Amounts(amounts, "guarantee:")),
            ResourceLimits.Of(Amounts(amounts, "limit:")));
        narration.Apply(new OperatorCommand.UpdateQuota([new(new(role), quota)], isForced ? Overcommit.Allow : Overcommit.Refuse));
    }

    private static IEnumerable<ResourceQuantity> Amounts(IEnumerable<(string Name, string Value)> amounts, string kind) =>
        from amount in amounts
        where amount.Name.StartsWith(kind, StringComparison.Ordinal)
        let resource = ResourceText.ParseOne($"{amount.Name[kind.Length..]}={amount.Value}")
        select new ResourceQuantity(resource.Name, resource.Amount);
}
