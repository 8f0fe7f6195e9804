using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ParallelCore.Gallery.Uses.Scraping;

/// <summary>A shop on this machine that takes a while to answer, fails now and then, and turns away who asks for too much at once.</summary>
internal sealed class ShopServer : IDisposable
{
    public const int MostAtOnce = 32;

    private const int FailsEvery = 50;
    private const int Busy = 503;
    private const int TooMany = 429;
    private static readonly TimeSpan s_answerTime = TimeSpan.FromMilliseconds(4);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly bool[] _hasFailed;
    private int _open;
    private int _turnedAway;

    public ShopServer(int articles)
    {
        _hasFailed = new bool[articles];
        _listener.Start(backlog: 1_024);
        Address = new Uri($"http://{_listener.LocalEndpoint}/");
        _ = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>How many requests were turned away since the shop was opened anew.</summary>
    public int TurnedAway => Volatile.Read(ref _turnedAway);

    /// <summary>The price on a page, in cents: known to the shop alone, and to who checks the scrapers.</summary>
    public static int PriceOf(int article) => 100 + (article * 7_919 % 10_000);

    /// <summary>As if nobody had been there.</summary>
    public void OpenAnew()
    {
        Array.Clear(_hasFailed);
        Volatile.Write(ref _turnedAway, 0);
    }

    public void Dispose()
    {
        _closing.Cancel();
        _listener.Dispose();
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        CancellationToken closing = _closing.Token;
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(closing), closing);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    /// <summary>One connection, on which one request comes after the other.</summary>
    private async Task ServeAsync(TcpClient client, CancellationToken closing)
    {
        using TcpClient connection = client;
        connection.NoDelay = true;
        try
        {
            using var reader = new StreamReader(connection.GetStream(), Encoding.ASCII);
            while (await reader.ReadLineAsync(closing) is { Length: > 0 } request)
            {
                while (await reader.ReadLineAsync(closing) is { Length: > 0 })
                {
                    // Headers, of which none matters here.
                }

                int article = int.Parse(request.Split(' ')[1].AsSpan(1), CultureInfo.InvariantCulture);
                (int status, string text) = await AnswerAsync(article, closing);
                string answer = $"HTTP/1.1 {status} -\r\nContent-Length: {text.Length}\r\n\r\n{text}";
                await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer), closing);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The other side has left, or the shop closes.
        }
    }

    private async Task<(int Status, string Text)> AnswerAsync(int article, CancellationToken closing)
    {
        try
        {
            if (Interlocked.Increment(ref _open) > MostAtOnce)
            {
                Interlocked.Increment(ref _turnedAway);
                return (TooMany, "");
            }

            await Task.Delay(s_answerTime, closing); // what a real one is busy with
            bool fails = article % FailsEvery == 0 && !_hasFailed[article];
            _hasFailed[article] |= fails;
            return fails ? (Busy, "") : (200, $"<p>Article {article}: <b>{PriceOf(article)}</b></p>");
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }
}
