using System.Collections.Immutable;
using System.Globalization;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class WeightVerb : IVerb
{
    public string Usage => "weight <role> <weight>                   an operator changes the weight of a role";

    public void Do(Narration narration, Words words)
    {
        var role = new RoleName(words.Next("the role"));
        var weight = (int)(decimal.Parse(words.Next("the weight"), CultureInfo.InvariantCulture) * 1000);
        words.RequireAllUsed();
        narration.Apply(new OperatorCommand.UpdateWeights(ImmutableSortedDictionary<RoleName, int>.Empty.Add(role, weight)));
    }
}
