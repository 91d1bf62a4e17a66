using MesosOperator.Core.Master.Views;

namespace MesosOperator.Http.Tests.Support;

/// <summary>Waits for what other threads are about to do, and fails when they do not.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The first picture of the master that satisfies the condition.</summary>
    public static async Task<MasterView> ViewAsync(TestOperator target, Func<MasterView, bool> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (true)
        {
            var view = await target.Master.ViewAsync(patience.Token);
            Assert.NotNull(view);
            if (condition(view))
                return view;
            await Task.Yield();
        }
    }
}
