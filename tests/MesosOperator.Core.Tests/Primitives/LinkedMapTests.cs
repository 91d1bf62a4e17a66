using CsCheck;
using MesosOperator.Core.Primitives;

namespace MesosOperator.Core.Tests.Primitives;

/// <summary>The map against a list of pairs.</summary>
public class LinkedMapTests
{
    private static readonly Gen<(int Verb, int Key, int Value)> Step = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 7], Gen.Int[0, 99]);

    [Fact]
    public void It_is_a_list_of_pairs_with_each_key_once() => Step.Array[0, 60].Sample(steps =>
    {
        var map = new LinkedMap<int, int>();
        var model = new List<KeyValuePair<int, int>>();
        foreach (var (verb, key, value) in steps)
        {
            var index = model.FindIndex(pair => pair.Key == key);
            switch (verb)
            {
                case 0 when index < 0:
                    map.Add(key, value);
                    model.Add(new(key, value));
                    break;
                case 0:
                    Assert.Throws<InvariantViolationException>(() => map.Add(key, value));
                    break;
                case 1:
                    map[key] = value;
                    if (index < 0)
                        model.Add(new(key, value));
                    else
                        model[index] = new(key, value);
                    break;
                default:
                    Assert.Equal(index >= 0, map.Remove(key));
                    if (index >= 0)
                        model.RemoveAt(index);
                    break;
            }

            AssertSame(model, map);
        }
    });

    private static void AssertSame(List<KeyValuePair<int, int>> model, LinkedMap<int, int> map)
    {
        Assert.Equal(model, map);
        Assert.Equal(model.Select(pair => pair.Value), map.Values);
        Assert.Equal(model.Count, map.Count);
        for (var key = 0; key <= 7; key++)
        {
            var known = model.Where(pair => pair.Key == key).ToArray();
            Assert.Equal(known.Length > 0, map.ContainsKey(key));
            Assert.Equal(known.Length > 0, map.TryGetValue(key, out var found));
            Assert.Equal(known.FirstOrDefault().Value, found);
            Assert.Equal(known.FirstOrDefault().Value, map.Find(key));
        }

        if (model.Count > 0)
            Assert.Equal(model[0], map.First);
    }
}
