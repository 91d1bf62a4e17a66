using System.Collections.Immutable;
using System.Globalization;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class WeightsVerb : IVerb
{
    public string Usage => "weights <role>=<weight> …                sets weights of roles; before everything else";

    public void Do(Narration narration, Words words)
    {
        var weights = words.Pairs().ToImmutableSortedDictionary(
            pair => new RoleName(pair.Name), pair => (int)(decimal.Parse(pair.Value, CultureInfo.InvariantCulture) * 1000));
        narration.Set(settings => settings with { WeightsMilli = weights });
        words.RequireAllUsed();
    }
}
