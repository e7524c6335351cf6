/** Entry of the console in every shell. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { config } from 'zod';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './ui/base.css';
import { App } from './shell/App';
import { noticeActs } from './ui/draw-together';

// The content security policy forbids generated code, which zod would otherwise try first.
config({ jitless: true });

noticeActs(window);

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
