using System.Diagnostics.Metrics;
using k8s;
using k8s.Models;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Reconciling.Informers;
using MesosOperator.Kubernetes.Telemetry;
using MesosOperator.Kubernetes.Timing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace MesosOperator.Benchmarks.Kubernetes;

/// <summary>What a user who watches a kind sees of it, and a way to change it.</summary>
internal sealed class Seen<T> : IAsyncDisposable where T : class, IKubernetesObject<V1ObjectMeta>
{
    private const ulong Seed = 1;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly CancellationTokenSource _stop = new();
    private readonly Informer<T> _informer;
    private readonly Task _running;
    private volatile TaskCompletionSource _changed = NewChange();

    public Seen(ApiServer server)
    {
        Client = new(server, "benchmark");
        _informer = new(
            Client,
            new InformerOptions(),
            new Backoff(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1), new Jitter(Seed)),
            TimeProvider.System,
            new ControllerMetrics(_services.GetRequiredService<IMeterFactory>()),
            NullLogger<Informer<T>>.Instance);
        _informer.Subscribe(_ => Interlocked.Exchange(ref _changed, NewChange()).TrySetResult());
        _running = _informer.RunAsync(_stop.Token);
    }

    public ResourceClient<T> Client { get; }

    public IEnumerable<T> All => _informer.Lister.All.Values;

    public T? Find(ResourceKey key) => _informer.Lister.Find(key);

    /// <summary>Waits until what is seen makes a condition true.</summary>
    public async Task UntilAsync(Func<bool> condition, string what)
    {
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        while (true)
        {
            var change = _changed.Task;
            if (condition())
                return;
            try
            {
                await change.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"Not within {Patience}: {what}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
        await _services.DisposeAsync();
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
