//! The services, one row for each kind of id. What the signs in a row mean is said in [`super`].

use super::{Provider, Shape};

/// The services. Where two rows could read the same address, the one that reads more of it stands
/// first; the one that goes by no host stands last.
#[rustfmt::skip]
pub const PROVIDERS: &[Provider] = &[
    Provider {
        name: "youtube", label: "YouTube", shape: Shape::Film, id: "y",
        frame: "https://www.youtube-nocookie.com/embed/$?autoplay=1 &start=$ &end=$ &list=$",
        page: "https://www.youtube.com/watch?v=$ &t=$ - &list=$",
        addresses: "youtube.com/embed/$ youtube-nocookie.com/embed/$ youtube.com/watch?v=$ youtu.be/$ \
            youtube.com/shorts/$ youtube.com/live/$ youtube.com/v/$ m.youtube.com/watch?v=$",
    },
    // A list by itself. No key of one is as long as that of a film.
    Provider {
        name: "youtube", label: "YouTube", shape: Shape::Film, id: "l",
        frame: "https://www.youtube-nocookie.com/embed/videoseries?list=$&autoplay=1",
        page: "https://www.youtube.com/playlist?list=$",
        addresses: "youtube.com/embed?list=$ youtube-nocookie.com/embed?list=$ youtube.com/playlist?list=$ \
            m.youtube.com/playlist?list=$",
    },
    // A film that is not listed needs the key that its address carries.
    Provider {
        name: "vimeo", label: "Vimeo", shape: Shape::Film, id: "dw",
        frame: "https://player.vimeo.com/video/$?h=$&dnt=1&autoplay=1 #t=$s",
        page: "https://vimeo.com/$/$ #t=$s",
        addresses: "player.vimeo.com/video/$?h=$ vimeo.com/$/$",
    },
    Provider {
        name: "vimeo", label: "Vimeo", shape: Shape::Film, id: "d",
        frame: "https://player.vimeo.com/video/$?dnt=1&autoplay=1 #t=$s",
        page: "https://vimeo.com/$ #t=$s",
        addresses: "player.vimeo.com/video/$ vimeo.com/$",
    },
    Provider {
        name: "dailymotion", label: "Dailymotion", shape: Shape::Film, id: "w",
        frame: "https://www.dailymotion.com/embed/video/$?autoplay=1 &start=$",
        page: "https://www.dailymotion.com/video/$ ?start=$",
        addresses: "dailymotion.com/embed/video/$ dailymotion.com/video/$ dai.ly/$ \
            geo.dailymotion.com/player.html?video=$ geo.dailymotion.com/player/*?video=$",
    },
    Provider {
        name: "tiktok", label: "TikTok", shape: Shape::Upright, id: "d",
        frame: "https://www.tiktok.com/player/v1/$?autoplay=1",
        page: "https://www.tiktok.com/@/video/$",
        addresses: "tiktok.com/*/video/$ tiktok.com/embed/v2/$ tiktok.com/embed/$ tiktok.com/player/v1/$",
    },
    Provider {
        name: "x", label: "X", shape: Shape::Post, id: "d",
        frame: "https://platform.twitter.com/embed/Tweet.html?id=$&dnt=true",
        page: "https://x.com/i/status/$",
        addresses: "twitter.com/*/status/$ x.com/*/status/$ mobile.twitter.com/*/status/$ \
            twitter.com/*/statuses/$ platform.twitter.com/embed/Tweet.html?id=$",
    },
    Provider {
        name: "instagram", label: "Instagram", shape: Shape::Post, id: "w",
        frame: "https://www.instagram.com/p/$/embed/",
        page: "https://www.instagram.com/p/$/",
        addresses: "instagram.com/p/$ instagram.com/reel/$ instagram.com/tv/$ instagram.com/*/p/$ \
            instagram.com/*/reel/$",
    },
    Provider {
        name: "facebook", label: "Facebook", shape: Shape::Post, id: "nw",
        frame: "https://www.facebook.com/plugins/post.php?show_text=true&href=https%3A%2F%2Fwww.facebook.com%2F$%2Fposts%2F$",
        page: "https://www.facebook.com/$/posts/$",
        addresses: "facebook.com/$/posts/*/$ facebook.com/$/posts/$",
    },
    Provider {
        name: "facebook", label: "Facebook", shape: Shape::Film, id: "d",
        frame: "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fwatch%2F%3Fv%3D$",
        page: "https://www.facebook.com/watch/?v=$",
        addresses: "facebook.com/*/videos/*/$ facebook.com/*/videos/$ facebook.com/watch?v=$ facebook.com/reel/$",
    },
    Provider {
        name: "bluesky", label: "Bluesky", shape: Shape::Post, id: "aw",
        frame: "https://embed.bsky.app/embed/$/app.bsky.feed.post/$",
        page: "https://bsky.app/profile/$/post/$",
        addresses: "bsky.app/profile/$/post/$ embed.bsky.app/embed/$/app.bsky.feed.post/$",
    },
    Provider {
        name: "reddit", label: "Reddit", shape: Shape::Post, id: "ww",
        frame: "https://embed.reddit.com/r/$/comments/$/",
        page: "https://www.reddit.com/r/$/comments/$/",
        addresses: "reddit.com/r/$/comments/$ embed.reddit.com/r/$/comments/$ redditmedia.com/r/$/comments/$",
    },
    Provider {
        name: "spotify", label: "Spotify", shape: Shape::Audio, id: "sw",
        frame: "https://open.spotify.com/embed/$/$",
        page: "https://open.spotify.com/$/$",
        addresses: "open.spotify.com/embed/$/$ open.spotify.com/embed-podcast/$/$ open.spotify.com/$/$ \
            open.spotify.com/*/$/$",
    },
    Provider {
        name: "soundcloud", label: "SoundCloud", shape: Shape::Audio, id: "sd",
        frame: "https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com%2F$%2F$",
        page: "https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com%2F$%2F$",
        addresses: "api.soundcloud.com/$/soundcloud%3A*%3A$ api.soundcloud.com/$/$",
    },
    Provider {
        name: "soundcloud", label: "SoundCloud", shape: Shape::Audio, id: "nn",
        frame: "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2F$%2F$",
        page: "https://soundcloud.com/$/$",
        addresses: "soundcloud.com/$/$",
    },
    Provider {
        name: "datawrapper", label: "Datawrapper", shape: Shape::Chart, id: "w",
        frame: "https://datawrapper.dwcdn.net/$/",
        page: "https://datawrapper.dwcdn.net/$/",
        addresses: "datawrapper.dwcdn.net/$",
    },
    Provider {
        name: "flourish", label: "Flourish", shape: Shape::Chart, id: "d",
        frame: "https://flo.uri.sh/visualisation/$/embed",
        page: "https://public.flourish.studio/visualisation/$/",
        addresses: "public.flourish.studio/visualisation/$ flo.uri.sh/visualisation/$",
    },
    Provider {
        name: "flourish", label: "Flourish", shape: Shape::Chart, id: "fd",
        frame: "https://flo.uri.sh/$/$/embed",
        page: "https://public.flourish.studio/$/$/",
        addresses: "public.flourish.studio/$/$ flo.uri.sh/$/$",
    },
    Provider {
        name: "infogram", label: "Infogram", shape: Shape::Chart, id: "w",
        frame: "https://e.infogram.com/$",
        page: "https://infogram.com/$",
        addresses: "e.infogram.com/$",
    },
    // Pages about the service have names there without a digit.
    Provider {
        name: "infogram", label: "Infogram", shape: Shape::Chart, id: "k",
        frame: "https://e.infogram.com/$",
        page: "https://infogram.com/$",
        addresses: "infogram.com/$",
    },
    Provider {
        name: "telegram", label: "Telegram", shape: Shape::Post, id: "cd",
        frame: "https://t.me/$/$?embed=1",
        page: "https://t.me/$/$",
        addresses: "t.me/$/$ t.me/s/$/$",
    },
    Provider {
        name: "google-maps", label: "Google Maps", shape: Shape::Chart, id: "w",
        frame: "https://www.google.com/maps/d/embed?mid=$",
        page: "https://www.google.com/maps/d/viewer?mid=$",
        addresses: "google.com/maps/d/embed?mid=$ google.com/maps/d/u/*/embed?mid=$",
    },
    Provider {
        name: "google-maps", label: "Google Maps", shape: Shape::Chart, id: "m",
        frame: "https://www.google.com/maps/embed?pb=$",
        page: "",
        addresses: "google.com/maps/embed?pb=$",
    },
    Provider {
        name: "mastodon", label: "Mastodon", shape: Shape::Post, id: "hnd",
        frame: "https://$/@$/$/embed",
        page: "https://$/@$/$",
        addresses: "$/@$/$/embed",
    },
];

/// Frames that only carry another address, which is the one that counts.
pub const CARRIERS: &str = "facebook.com/plugins/post.php?href=$ facebook.com/plugins/video.php?href=$ \
    w.soundcloud.com/player?url=$ cdn.embedly.com/widgets/media.html?src=$ */media/oembed?url=$";
